using Atelier.Curating;
using Atelier.Imaging;

namespace Atelier.Curator.Rules;

internal sealed class SizeWithin : IPictureRule
{
    private const string MinWidth = "min_width";
    private const string MinHeight = "min_height";
    private const string MaxWidth = "max_width";
    private const string MaxHeight = "max_height";

    public string Name => "size";

    public string Label => "Size";

    public string Description => "Refuses a picture that is smaller or larger than asked for.";

    public IReadOnlyList<PartOption> Options =>
    [
        new(MinWidth, 1, 1, PictureLimits.Side, "The least pixels across."),
        new(MinHeight, 1, 1, PictureLimits.Side, "The least pixels down."),
        new(MaxWidth, PictureLimits.Side, 1, PictureLimits.Side, "The most pixels across."),
        new(MaxHeight, PictureLimits.Side, 1, PictureLimits.Side, "The most pixels down."),
    ];

    public string? Refuse(Picture picture, CuratingContext context)
    {
        var options = context.Options;
        var (small, large) = ($"{options[MinWidth]}×{options[MinHeight]}", $"{options[MaxWidth]}×{options[MaxHeight]}");
        return picture.Width < options[MinWidth] || picture.Height < options[MinHeight]
            ? $"it is {picture.Width}×{picture.Height} pixels, and {small} is the least"
            : picture.Width > options[MaxWidth] || picture.Height > options[MaxHeight]
                ? $"it is {picture.Width}×{picture.Height} pixels, and {large} is the most"
            : null;
    }
}
