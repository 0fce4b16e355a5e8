namespace Atelier.Generation;

/// <summary>
/// A picture to begin from. Pictures are named by a reference: <c>sha256:</c> and 64 hex digits of an uploaded file, or the id of a picture
/// that was made here. APIs also take <c>data:</c> URIs and store them first; the command line takes paths.
/// </summary>
public sealed record ImageInput
{
    /// <summary>The picture, by reference.</summary>
    public required string Picture { get; init; }

    /// <summary>
    /// How much is made anew (AUTOMATIC1111's denoising strength): 0 keeps the picture, 1 keeps nothing of it. Of the schedule's steps this
    /// share is made. 0 to 1. Default 0.75.
    /// </summary>
    public double Strength { get; init; } = 0.75;

    /// <summary>
    /// How the picture comes to the request's size: <c>stretch</c>, <c>crop</c> (fill and cut), <c>fill</c> (fit, and fill the rest from
    /// its edges) or <c>latent</c> (stretch its latent). Default <c>crop</c>. Without a width and height the request takes the picture's
    /// own size.
    /// </summary>
    public string Resize { get; init; } = "crop";

    /// <summary>What part is painted anew; null paints all of it.</summary>
    public MaskInput? Mask { get; init; }

    /// <summary>How far the picture is continued beyond its edges; null not at all.</summary>
    public OutpaintInput? Outpaint { get; init; }

    /// <summary>For instruction-editing models (8 channels): how closely the picture is followed. 0 to 10; null takes 1.5.</summary>
    public double? ImageGuidance { get; init; }

    /// <summary>
    /// For depth models (5 channels): the depth map by reference, white near; null estimates one with the <c>depth</c> preprocessor.
    /// </summary>
    public string? Depth { get; init; }

    /// <summary>Whether as many steps are made as the request says, not only the strength's share of them. Default false.</summary>
    public bool AllSteps { get; init; }
}

/// <summary>What part of a picture is painted anew. What lies outside comes back as it was, bit for bit.</summary>
public sealed record MaskInput
{
    /// <summary>A picture by reference: white is painted anew, black is kept. It is stretched to the picture's size.</summary>
    public required string Picture { get; init; }

    /// <summary>
    /// What of the mask's picture is read: <c>luminance</c>, or <c>alpha</c>, where what is transparent counts as white (as OpenAI's masks
    /// have it). Default <c>luminance</c>.
    /// </summary>
    public string Channel { get; init; } = "luminance";

    /// <summary>Whether black is painted anew instead. Default false.</summary>
    public bool Invert { get; init; }

    /// <summary>The radius that the mask's edge is softened by, in pixels. 0 to 64. Default 4.</summary>
    public double Blur { get; init; } = 4;

    /// <summary>
    /// What the masked part begins from: <c>fill</c> (its surroundings' colours), <c>original</c>, <c>noise</c> or <c>nothing</c> (both in
    /// latent space). Default <c>original</c>.
    /// </summary>
    public string Content { get; init; } = "original";

    /// <summary>
    /// Whether only the surroundings of the masked part are worked on, at the request's full size. Default false: the whole picture.
    /// </summary>
    public bool MaskedAreaOnly { get; init; }

    /// <summary>
    /// How much around the masked part is looked at with <see cref="MaskedAreaOnly"/>, in pixels of the result. 0 to 256. Default 32.
    /// </summary>
    public int Padding { get; init; } = 32;
}

/// <summary>How far a picture is continued beyond its edges, in pixels; each a multiple of 8.</summary>
public sealed record OutpaintInput
{
    /// <summary>Default 0.</summary>
    public int Left { get; init; }

    /// <summary>Default 0.</summary>
    public int Top { get; init; }

    /// <summary>Default 0.</summary>
    public int Right { get; init; }

    /// <summary>Default 0.</summary>
    public int Bottom { get; init; }

    /// <summary>How wide the old picture and the new blend into one another, in pixels. 0 to 128. Default 24.</summary>
    public int Blend { get; init; } = 24;
}
