//! Somebody before the browser: opens pages, reads, types, clicks, downloads. Everything goes by
//! what a person sees or reaches; nothing is sent past the page.

use crate::{House, Outcome};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use thirtyfour::{By, Key, WebDriver, WebElement, components::SelectElement};

/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "tri pula te bardha";

const WAIT_TRIES: u32 = 150;
const WAIT_STEP: Duration = Duration::from_millis(100);

/// Somebody before the browser.
#[derive(Debug)]
pub struct Visitor {
    driver: WebDriver,
    house: House,
    folder: PathBuf,
}

impl Visitor {
    pub(crate) fn new(driver: WebDriver, house: House, folder: &Path) -> Self {
        Self {
            driver,
            house,
            folder: folder.to_owned(),
        }
    }

    /// The driver, for what only one test does.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// What there is to visit.
    #[must_use]
    pub fn house(&self) -> &House {
        &self.house
    }

    /// A folder for files of this visit.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether an address is on this machine, or none that leaves the browser.
    #[must_use]
    pub(crate) fn is_of_house(&self, address: &str) -> bool {
        ["http://127.0.0.1:", "data:", "about:", "blob:", "chrome:"]
            .iter()
            .any(|start| address.starts_with(start))
    }

    /// Opens a page: a path of the demonstration, or a whole address.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn open(&self, address: &str) -> Outcome {
        let address = if address.starts_with('/') {
            format!("{}{address}", self.house.demonstration)
        } else {
            address.to_owned()
        };
        Ok(self.driver.goto(address).await?)
    }

    /// The path of the page that is open, with what is asked.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn path(&self) -> Outcome<String> {
        let address = self.driver.current_url().await?;
        Ok(match address.query() {
            Some(query) => format!("{}?{query}", address.path()),
            None => address.path().to_owned(),
        })
    }

    /// Signs in to the demonstration as somebody, in English.
    ///
    /// # Errors
    /// When the browser cannot.
    ///
    /// # Panics
    /// When the name is refused.
    pub async fn sign_in(&self, name: &str) -> Outcome {
        self.driver.delete_all_cookies().await?;
        self.open("/sign-in").await?;
        self.read_in("en").await?;
        self.fill("#name", name).await?;
        self.fill("#password", PASSWORD).await?;
        self.send("main form button").await?;
        let path = self.path().await?;
        assert!(!path.starts_with("/sign-in"), "{name} was not let in");
        Ok(())
    }

    /// Changes the language by the button at the top, when another is shown.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn read_in(&self, language: &str) -> Outcome {
        let shown = self.find("html").await?.attr("lang").await?;
        if shown.as_deref() != Some(language) {
            self.send("form[action='/language'] button").await?;
        }
        Ok(())
    }

    /// The first element of a selector.
    ///
    /// # Errors
    /// When there is none; the error names the selector and the page.
    pub async fn find(&self, selector: &str) -> Outcome<WebElement> {
        match self.driver.find(By::Css(selector)).await {
            Ok(element) => Ok(element),
            Err(_) => Err(format!("there is no {selector} on {}", self.path().await?).into()),
        }
    }

    /// All elements of a selector, in their order.
    ///
    /// # Errors
    /// When the browser cannot look.
    pub async fn find_all(&self, selector: &str) -> Outcome<Vec<WebElement>> {
        Ok(self.driver.find_all(By::Css(selector)).await?)
    }

    /// Whether there is such an element.
    ///
    /// # Errors
    /// When the browser cannot look.
    pub async fn has(&self, selector: &str) -> Outcome<bool> {
        Ok(!self.find_all(selector).await?.is_empty())
    }

    /// What is read in the first element of a selector.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        Ok(self.find(selector).await?.text().await?)
    }

    /// What is read in each element of a selector.
    ///
    /// # Errors
    /// When the browser cannot look.
    pub async fn texts(&self, selector: &str) -> Outcome<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.find_all(selector).await? {
            texts.push(element.text().await?);
        }
        Ok(texts)
    }

    /// Holds that the main part of the page says something.
    ///
    /// # Errors
    /// When there is no main part.
    ///
    /// # Panics
    /// When it does not say so.
    pub async fn reads(&self, words: &str) -> Outcome {
        let text = self.text("main").await?;
        let path = self.path().await?;
        assert!(
            text.contains(words),
            "{path} does not say \"{words}\" but:\n{text}"
        );
        Ok(())
    }

    /// Clicks on the first element of a selector.
    ///
    /// # Errors
    /// When there is none, or something lies over it.
    pub async fn press(&self, selector: &str) -> Outcome {
        let element = self.find(selector).await?;
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Clicks on what leads to another page, and waits until that is there.
    ///
    /// # Errors
    /// When there is no such element, or no other page comes.
    pub async fn send(&self, selector: &str) -> Outcome {
        let element = self.find(selector).await?;
        self.send_by(&element).await
    }

    /// Clicks on the button or link that is named so, and waits for the page that it leads to.
    ///
    /// # Errors
    /// When nothing in the main part is named so, or no other page comes.
    pub async fn send_named(&self, name: &str) -> Outcome {
        let element = self.named(name).await?;
        self.send_by(&element).await
    }

    /// Unfolds what is folded under this name.
    ///
    /// # Errors
    /// When nothing in the main part is named so.
    pub async fn unfold(&self, name: &str) -> Outcome {
        let element = self.named(name).await?;
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    async fn named(&self, name: &str) -> Outcome<WebElement> {
        let path = format!(
            "//main//*[self::button or self::a or self::summary][normalize-space()='{name}']"
        );
        match self.driver.find(By::XPath(path)).await {
            Ok(element) => Ok(element),
            Err(_) => {
                let path = self.path().await?;
                Err(format!("nothing is named \"{name}\" on {path}").into())
            }
        }
    }

    async fn send_by(&self, element: &WebElement) -> Outcome {
        let before = self.find("html").await?;
        element.scroll_into_view().await?;
        element.click().await?;
        self.turned(&before).await
    }

    /// Waits until the page of which this was the root has gone and the next is complete.
    ///
    /// # Errors
    /// When no other page comes.
    pub async fn turned(&self, before: &WebElement) -> Outcome {
        for _ in 0..WAIT_TRIES {
            if !before.is_present().await.unwrap_or(false)
                && self.run("return document.readyState", vec![]).await? == "complete"
            {
                return Ok(());
            }
            tokio::time::sleep(WAIT_STEP).await;
        }
        Err(format!("nothing followed on {}", self.path().await?).into())
    }

    /// Writes into a field in place of what is there.
    ///
    /// # Errors
    /// When there is none.
    pub async fn fill(&self, selector: &str, text: &str) -> Outcome {
        let field = self.find(selector).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses from a list by the code behind the choice.
    ///
    /// # Errors
    /// When there is no such list or choice.
    pub async fn choose(&self, selector: &str, code: &str) -> Outcome {
        let list = self.find(selector).await?;
        SelectElement::new(&list)
            .await?
            .select_by_value(code)
            .await?;
        let chosen = list.prop("value").await?;
        if chosen.as_deref() == Some(code) {
            Ok(())
        } else {
            Err(format!("{selector} offers no {code}").into())
        }
    }

    /// Chooses from a list by what is read.
    ///
    /// # Errors
    /// When there is no such list or choice.
    pub async fn choose_named(&self, selector: &str, name: &str) -> Outcome {
        let list = SelectElement::new(&self.find(selector).await?).await?;
        Ok(list.select_by_visible_text(name).await?)
    }

    /// Puts a file into a field for files.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn attach(&self, selector: &str, file: &Path) -> Outcome {
        let file = file.to_string_lossy().into_owned();
        Ok(self.find(selector).await?.send_keys(file).await?)
    }

    /// Types where the focus is.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn type_in(&self, text: &str) -> Outcome {
        let keys = self.driver.action_chain().send_keys(text);
        Ok(keys.perform().await?)
    }

    /// Presses a key where the focus is.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn key(&self, key: Key) -> Outcome {
        self.type_in(&key.value().to_string()).await
    }

    /// Runs a script to look at the page, not to change what it does.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let answer = self.driver.execute(script, arguments).await?;
        Ok(answer.json().clone())
    }

    /// Clicks on what downloads a file with this ending, and waits until it is there.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn download(&self, selector: &str, ending: &str) -> Outcome<PathBuf> {
        let folder = self.folder.join("downloads");
        let before = files(&folder, ending);
        self.press(selector).await?;
        for _ in 0..WAIT_TRIES {
            let found = files(&folder, ending);
            if let Some(new) = found.into_iter().find(|file| !before.contains(file)) {
                return Ok(new);
            }
            tokio::time::sleep(WAIT_STEP).await;
        }
        Err(format!("no .{ending} came from {selector}").into())
    }
}

/// The finished files of a folder with an ending; what is still coming has another.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect()
}
