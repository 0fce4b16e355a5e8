using Atelier.Curating;
using Atelier.Imaging;

namespace Atelier.Curator.Rules;

/// <summary>Refuses pictures of one colour: what a broken model, a wrong precision or a safety filter leaves.</summary>
internal sealed class NotBlank : IPictureRule
{
    private const double Levels = 255;
    private const string Spreading = "spread";

    public string Name => "not_blank";

    public string Label => "Not blank";

    public string Description => "Refuses a picture whose pixels all have nearly the same colour.";

    public IReadOnlyList<PartOption> Options =>
        [new(Spreading, 0.02, 0, 0.5, "The least standard deviation of its most varied channel, where 1 is the way from black to white.")];

    public string? Refuse(Picture picture, CuratingContext context)
    {
        var channels = new Spread[Picture.Channels];
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            channels[i % Picture.Channels].Add(picture.Pixels[i]);
        }

        var spread = channels.Max(channel => channel.Deviation) / Levels;
        return spread < context.Options[Spreading]
            ? FormattableString.Invariant(
                $"it is blank: its colours spread by {spread:0.###}, and {context.Options[Spreading]:0.###} is the least")
            : null;
    }
}
