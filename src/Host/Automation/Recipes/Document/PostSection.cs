using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;

namespace Atelier.Host.Automation.Recipes.Document;

internal sealed record PostSection
{
    [Description("Makes the picture larger before it is cut.")]
    public UpscaleSection? Upscale { get; init; }

    [Description(
        "Named sizes: 1600x900 fills and cuts, a number is a width that keeps the proportions, a list is the same at several widths. Default: the picture's own size.")]
    public IReadOnlyDictionary<string, JsonElement> Sizes { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    [Description("What stays where edges are cut off: centre, attention, entropy, or a point {x, y} from 0 to 1. Default: centre.")]
    public JsonElement? Focus { get; init; }

    [Description("avif, webp, jpeg or png, each a name or an object of format and quality. Default: webp.")]
    public IReadOnlyList<JsonElement> Formats { get; init; } = [];
}

internal sealed record UpscaleSection
{
    [Description("An upscaler of pictures, or a network of models/upscalers. Default: lanczos.")]
    public string Upscaler { get; init; } = "lanczos";

    [Description("How many times as wide and high: 1 to 8.")]
    public double Factor { get; init; } = 2;
}
