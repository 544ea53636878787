# Çfarë thotë ndihma për mbledhjet, treguesit dhe llogarinë tuaj.
help-account-title = Llogaria juaj
help-account-text = Administratori jua hap llogarinë dhe ju jep një fjalëkalim të parë, të cilin e ndryshoni sapo të hyni. Te emri juaj në krye të faqes gjenden fjalëkalimi, çelësat për programe, faktori i dytë dhe vendet ku keni hyrë; mbyllni atje atë që nuk e njihni. Kush e harron fjalëkalimin, i kërkon administratorit një të ri.
help-meeting-title = Mbledhjet
help-meeting-text = Sekretariati ose kryetari regjistron çdo mbledhje me ditën, temën dhe numrin e procesverbalit. Vetëm atëherë mund të miratohet në të një raportim ose një shifër. Një mbledhje vendos vetëm për qarkun e vet.
help-indicator-title = Treguesit, vijat bazë dhe objektivat
help-indicator-text = Çdo tregues ka përkufizimin, rregullin e numërimit dhe zbërthimet e veta; lexojeni rregullin para se të krahasoni dy shifra. Atje kryetari shënon vijën bazë, pikat e ndërmjetme dhe objektivat, secilin me burimin e vet. Nën njëzet veta përdorni numra, kurrë norma.
