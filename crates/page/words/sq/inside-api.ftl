api-released-page = Çfarë u është dhënë anëtarëve të komitetit: për çdo tabelë dhe periudhë gjendja më e re.
