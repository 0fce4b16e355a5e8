namespace Atelier.Diffusion.Imaging;

/// <summary>What stays in a picture whose edges are cut off.</summary>
/// <param name="X">The point that comes as near to the middle as it can: 0 (left) to 1.</param>
/// <param name="Y">0 (top) to 1.</param>
/// <param name="Interest">Looks for the part itself; null goes by the point.</param>
public sealed record PictureFocus(double X = 0.5, double Y = 0.5, PictureInterest? Interest = null)
{
    /// <summary>The middle.</summary>
    public static PictureFocus Centre { get; } = new();
}

/// <summary>How libvips finds the part of a picture that matters; the numbers are its own.</summary>
public enum PictureInterest
{
    /// <summary>Where most happens: the part whose histogram says most.</summary>
    Entropy = 2,

    /// <summary>Where people look first: skin, saturated colours, edges.</summary>
    Attention = 3,
}
