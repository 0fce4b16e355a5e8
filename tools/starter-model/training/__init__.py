"""What the training of the UNet and the text encoder is made of."""
