//! `#[boxed]`: an asynchronous function that is built once, in its own crate.
//!
//! The body of an `async fn` is a value that its callers hold inside their own, and so on upwards: the
//! compiler builds it anew in each crate that calls it, and proves anew for each caller of a caller that
//! the whole may move between threads. Behind a pointer both end where the function is written.

use proc_macro::TokenStream;
use quote::{format_ident, quote};
use syn::{
    FnArg, GenericParam, ItemFn, Lifetime, ParenthesizedGenericArguments, Pat, ReturnType, Type,
    TypeBareFn, TypeReference, parse_macro_input, parse_quote, parse_quote_spanned,
    spanned::Spanned as _,
    visit_mut::{self, VisitMut},
};

/// Puts the future of an `async fn` behind a pointer: what it is given may be borrowed until it ends.
///
/// All lifetimes that are not named become one. What it holds has to be `Send`.
///
/// ```
/// use boxed::boxed;
///
/// struct Counter(u32);
///
/// impl Counter {
///     #[boxed]
///     async fn add(&mut self, (text, most): (&str, u32)) -> Result<u32, std::num::ParseIntError> {
///         self.0 += text.parse::<u32>()?.min(most);
///         Ok(self.0)
///     }
/// }
///
/// fn is_answer<T>(_: &std::pin::Pin<Box<dyn Future<Output = T> + Send + '_>>) {}
///
/// let mut counter = Counter(1);
/// is_answer(&counter.add(("41", 100)));
/// ```
#[proc_macro_attribute]
pub fn boxed(_: TokenStream, item: TokenStream) -> TokenStream {
    let mut function = parse_macro_input!(item as ItemFn);
    if function.sig.asyncness.take().is_none() {
        let place = function.sig.fn_token.span;
        return syn::Error::new(place, "`boxed` is for an `async fn`")
            .to_compile_error()
            .into();
    }
    let mut named = Named(!function.sig.generics.params.is_empty());
    let mut unpack = Vec::new();
    for (number, input) in function.sig.inputs.iter_mut().enumerate() {
        match input {
            FnArg::Receiver(receiver) => {
                if let Some((_, lifetime)) = &mut receiver.reference {
                    named.name(lifetime);
                }
                named.visit_type_mut(&mut receiver.ty);
            }
            FnArg::Typed(argument) => {
                named.visit_type_mut(&mut argument.ty);
                if !is_name(&argument.pat) {
                    let name = format_ident!("argument_{number}");
                    let pattern = std::mem::replace(&mut *argument.pat, parse_quote!(#name));
                    unpack.push(quote!(let #pattern = #name;));
                }
            }
        }
    }
    let mut answer: Type = match &function.sig.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, answer) => (**answer).clone(),
    };
    named.visit_type_mut(&mut answer);
    let is_borrowing = named.0;
    let life = if is_borrowing {
        life()
    } else {
        parse_quote!('static)
    };
    let generics = &mut function.sig.generics;
    for parameter in &mut generics.params {
        match parameter {
            GenericParam::Type(parameter) => {
                parameter.bounds.push(parse_quote!(::core::marker::Send));
                parameter.bounds.push(parse_quote!(#life));
            }
            GenericParam::Lifetime(parameter) => parameter.bounds.push(life.clone()),
            GenericParam::Const(_) => {}
        }
    }
    if is_borrowing {
        generics.params.insert(0, parse_quote!(#life));
    }
    function.sig.output = parse_quote! {
        -> ::core::pin::Pin<::std::boxed::Box<
            dyn ::core::future::Future<Output = #answer> + ::core::marker::Send + #life
        >>
    };
    let body = &function.block;
    // The first line tells the compiler what the block answers: nothing else does where `?` is used.
    *function.block = parse_quote_spanned! {body.span()=> {
        ::std::boxed::Box::pin(async move {
            if let ::core::option::Option::Some(answer) = ::core::option::Option::None::<#answer> {
                return answer;
            }
            #(#unpack)*
            #body
        })
    }};
    quote!(#function).into()
}

fn life() -> Lifetime {
    parse_quote!('boxed)
}

fn is_name(pattern: &Pat) -> bool {
    matches!(pattern, Pat::Ident(name) if name.mutability.is_none() && name.by_ref.is_none())
}

/// Names every lifetime that is not, and remembers whether anything is borrowed at all.
struct Named(bool);

impl Named {
    fn name(&mut self, lifetime: &mut Option<Lifetime>) {
        self.0 = true;
        lifetime.get_or_insert_with(life);
    }
}

impl VisitMut for Named {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        self.name(&mut reference.lifetime);
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        self.0 = true;
        if lifetime.ident == "_" {
            *lifetime = life();
        }
    }

    // What a function among the arguments is given lives as long as each of its calls.
    fn visit_type_bare_fn_mut(&mut self, _: &mut TypeBareFn) {}
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut ParenthesizedGenericArguments) {
    }
}
