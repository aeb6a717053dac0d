"""Problems made from their models: solver-checked, told in words, the model beside the text."""
