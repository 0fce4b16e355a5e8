using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Making;

/// <summary>
/// Pictures like a picture. Its own noise is moved towards that of other seeds, which keeps what it shows; where it was made so already,
/// which is done once only, the picture itself is begun from instead.
/// </summary>
internal static class Variations
{
    private const int Usual = 4;

    /// <summary>As many as are usual, or as the channel and the server allow.</summary>
    public static async Task<int> CountAsync(IFrontEndHost host, ChannelRules rules, CancellationToken cancellation) => Math.Max(
        1, Math.Min(Math.Min(Usual, rules.MostPictures ?? Usual), (await host.Catalog.ReadAsync(cancellation)).Limits.Pictures));

    public static async Task<GenerationRequest> OfAsync(
        IFrontEndHost host, FrontEndPicture picture, VariationKind kind, int count, CancellationToken cancellation)
    {
        var request = picture.Request with { Count = count, BatchSize = 1, Grid = null };
        if (request.Variation is not { Strength: > 0 } earlier)
        {
            return request with { Variation = (request.Variation ?? new Variation()) with { Seed = null, Strength = kind.Noise } };
        }

        return await host.Pictures.ReadAsync(picture.Picture.Id, cancellation) is { } file
            ? request with
            {
                Seed = null,
                Variation = null,
                Hires = null,
                Width = picture.Picture.Width,
                Height = picture.Picture.Height,
                Image = new ImageInput { Picture = await host.Pictures.AddAsync(file, cancellation), Strength = kind.Image },
            }
            : request with { Variation = earlier with { Seed = null, Strength = kind.Noise } };
    }
}

/// <summary>How different variations become.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Noise">How far the noise is moved towards another seed's: 0 to 1.</param>
/// <param name="Image">How much of a picture that is begun from is made anew: 0 to 1.</param>
internal sealed record VariationKind(string Name, double Noise, double Image)
{
    public static VariationKind Subtle { get; } = new("subtle", 0.25, 0.4);

    public static VariationKind Strong { get; } = new("strong", 0.6, 0.65);
}
