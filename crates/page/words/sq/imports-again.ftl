# Një skedar që është sjellë më parë, dhe tabela tepër të mëdha.
imports-same-file = I njëjti skedar është ngarkuar më shumë se një herë. Importet e tjera:
exchange-read-table-too-long = Tabela ka më shumë se { $limit } rreshta.
exchange-read-table-too-wide = Tabela ka më shumë se { $limit } kolona.
