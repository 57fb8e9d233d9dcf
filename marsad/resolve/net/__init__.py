"""A small network that reads the words in their order, beside the weights of single features (`resolve.model`)."""
