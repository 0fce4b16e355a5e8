namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>A prompt as the UNet sees it.</summary>
/// <param name="Values">Tokens × width, row-major; not to be written to.</param>
/// <param name="Tokens">Chunks times the encoder's positions.</param>
/// <param name="Width">The width of a token's vector: the sum over the model's text encoders.</param>
/// <param name="Pooled">The last text encoder's projected embedding of the first chunk; null where it has none.</param>
internal sealed record TextEmbedding(float[] Values, int Tokens, int Width, float[]? Pooled);
