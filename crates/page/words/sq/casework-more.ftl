# Ku është i hapur çelësi i vet, dhe faqja e asaj që duhet herë pas here.
table-more-title = Më shumë
table-more-lead = Çfarë duhet herë pas here.
seat-title = Ku është i hapur çelësi juaj
seat-lead = Çdo rresht është një shfletues ku çelësi juaj është i hapur tani. Çelësi që askush nuk e përdor mbyllet pas një çerek ore, dhe çdo çelës pas tetë orësh.
seat-table = Çelësa të hapur
seat-head-entered = Hapur
seat-head-seen = Përdorimi i fundit
seat-head-which = Ku
seat-this = këtu
seat-other = shfletues tjetër
seat-end-others = Mbylli të gjithë përveç këtij
