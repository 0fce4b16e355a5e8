using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>Brings a picture under the size that Discord takes: as it is, as WebP, smaller.</summary>
internal sealed class PictureFitting(IFrontEndHost host)
{
    private const string Format = "webp";
    private const int Quality = 90;

    private static readonly double[] Shrinkings = [0.75, 0.5, 0.375, 0.25, 0.125];

    /// <param name="side">The picture's longest side, pixels.</param>
    /// <returns>Null where nothing is small enough.</returns>
    public async Task<FittedPicture?> FitAsync(FittedPicture picture, int side, long mostBytes, CancellationToken cancellation)
    {
        if (picture.Content.Length <= mostBytes)
        {
            return picture;
        }

        foreach (var smaller in Shrinkings.Select(times => (int?)Math.Max(1, (int)(side * times))).Prepend(null))
        {
            var converted = await host.Pictures.ConvertAsync(picture.Content, Format, Quality, smaller, cancellation);
            if (converted.Length <= mostBytes)
            {
                return new FittedPicture(converted, Format);
            }
        }

        return null;
    }
}

/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
internal sealed record FittedPicture(byte[] Content, string Format);
