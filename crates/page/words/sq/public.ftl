public-title = Çfarë dihet publikisht
public-lead = Shifra kombëtare dhe sipas qarqeve që mund të botohen pa zbuluar asnjë njeri.
public-rule = Çdo numër nën { $threshold } fshihet. Kur një pjesë e një totali fshihet, fshihen të gjitha pjesët e tij, që të mos gjendet me zbritje. Zerot fshihen njësoj, sepse edhe «asnjë» mund të zbulojë.
public-hidden = e fshehur
public-year = Viti
public-nothing = Ende nuk ka asgjë të botuar.
public-by-region = Sipas qarqeve
