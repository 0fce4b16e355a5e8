using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;

namespace Atelier.Host.Automation.Recipes.Document;

/// <summary>A recipe as it is written: what is made, how the best of it is found, how it is finished, and where it goes.</summary>
internal sealed record RecipeDocument
{
    [Description("The recipe's name, which is its file's too: lower-case letters, digits and dashes.")]
    public string? Name { get; init; }

    [Description("What it is for.")]
    public string Description { get; init; } = "";

    [Description("north or south: when it is summer. Default: north.")]
    public string Hemisphere { get; init; } = "north";

    [Description("The IANA time zone of its dates, such as Europe/Berlin. Default: UTC.")]
    public string TimeZone { get; init; } = "UTC";

    [Description("What a run can be given, by name, each with its default; without one (null) it must be given.")]
    public IReadOnlyDictionary<string, JsonElement> Args { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    [Description("JSON that is fetched before anything is made, by name.")]
    public IReadOnlyDictionary<string, DataSource> Data { get; init; } = FrozenDictionary<string, DataSource>.Empty;

    [Description("What is made: the fields of a generation request, and variants of them.")]
    public required JsonElement Generate { get; init; }

    [Description("Rules by name: true, false, or an object of their options. not_blank holds unless it is false.")]
    public IReadOnlyDictionary<string, JsonElement> Check { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    [Description("How the best are found. Default: the first that was made.")]
    public ChooseSection Choose { get; init; } = new();

    [Description("How they are finished. Default: a WebP of the picture's own size.")]
    public PostSection Post { get; init; } = new();

    [Description("Alternative text, for those who do not see the picture. Default: the prompt.")]
    public string? Alt { get; init; }

    [Description("Where they go; each has a kind, and what that kind needs.")]
    public IReadOnlyList<JsonElement> Publish { get; init; } = [];

    [Description("What the event recipe.published says as its message, for webhooks that hear it. Default: the alternative text.")]
    public string? Notify { get; init; }
}
