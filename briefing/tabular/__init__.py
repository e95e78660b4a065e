"""Other people's tables: what a column means, what is wrong with a cell, what a row becomes."""
