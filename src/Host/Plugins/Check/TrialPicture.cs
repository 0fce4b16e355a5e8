using Atelier.Imaging;

namespace Atelier.Host.Plugins.Check;

/// <summary>Pictures that parts are tried on.</summary>
internal static class TrialPicture
{
    public static Picture Some(int width, int height) =>
        Picture.Own(width, height, [.. Enumerable.Range(0, width * height * Picture.Channels).Select(i => (byte)(i * 37 % 251))]);
}
