using Atelier.Diffusion.Imaging.Vips;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>Pictures to one that moves: libvips takes them as one tall picture that is cut into pages.</summary>
public static unsafe class AnimationEncoder
{
    /// <summary>The most pixels of all pictures together: 300 MB of memory.</summary>
    public const long MostPixels = 100_000_000;

    /// <summary>Encodes pictures of one size.</summary>
    /// <param name="pictures">In order; at least 2.</param>
    /// <param name="animation">How.</param>
    /// <returns>A whole file.</returns>
    /// <exception cref="PictureException">They differ in size, are too many, or libvips is missing or fails.</exception>
    public static byte[] Encode(IReadOnlyList<Picture> pictures, AnimationEncoding animation)
    {
        var (width, height) = (pictures[0].Width, pictures[0].Height);
        if (pictures.FirstOrDefault(picture => picture.Width != width || picture.Height != height) is { } other)
        {
            throw new PictureException(
                $"The pictures of an animation have one size; the first has {width} x {height} pixels, another {other.Width} x {other.Height}.");
        }

        if ((long)width * height * pictures.Count > MostPixels)
        {
            throw new PictureException(
                $"{pictures.Count} pictures of {width} x {height} are too many for one animation; at most {MostPixels / 1_000_000} megapixels together are possible.");
        }

        var size = width * height * Picture.Channels;
        var stack = new byte[size * pictures.Count];
        for (var i = 0; i < pictures.Count; i++)
        {
            pictures[i].Pixels.CopyTo(stack.AsSpan(i * size));
        }

        fixed (byte* pixels = stack)
        {
            using var image = VipsImage.Over(pixels, width, height * pictures.Count);
            image.SetNumbers("delay", [.. Enumerable.Repeat(animation.Delay, pictures.Count)]);
            image.SetNumber("loop", animation.Loops);
            using var save = new VipsOperation(animation.IsGif ? "gifsave_buffer" : "webpsave_buffer");
            save.Set("in", image);
            save.Set("page_height", height);
            if (!animation.IsGif)
            {
                save.Set("Q", animation.Quality);
            }

            save.Build("The animation cannot be written");
            return save.GetBytes("buffer");
        }
    }
}

/// <summary>How pictures become one that moves.</summary>
/// <param name="IsGif">GIF, of 256 colours a picture; otherwise WebP.</param>
/// <param name="Delay">Milliseconds that each is shown.</param>
/// <param name="Loops">How often it is played; 0 for ever.</param>
/// <param name="Quality">1 to 100, of WebP.</param>
public sealed record AnimationEncoding(bool IsGif, int Delay, int Loops, int Quality);
