using System.Globalization;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Commands.Styles;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.DiscordBot.Commands.Imagine;

/// <summary>A request from an <c>/imagine</c>'s words: all but its pictures.</summary>
internal static class ImagineWords
{
    /// <exception cref="Refusal">A value is not possible: the sentence names its option.</exception>
    public static GenerationRequest Read(
        GivenOptions options, ChannelRules rules, FrontEndChoices choices, IReadOnlyList<StyleChoice> styles, DiscordOptions limits)
    {
        var model = Model(options, rules, choices);
        var request = new GenerationRequest
        {
            Prompt = options.Required("prompt"),
            NegativePrompt = options.Text("negative") ?? "",
            Model = model?.Name,
            Steps = options.Whole("steps", 1, limits.MostSteps),
            Sampler = Part(options, "sampler", choices.Samplers),
            Schedule = Part(options, "schedule", choices.Schedules),
            GuidanceSettings = options.Number("guidance", 0, ImagineDefinition.MostGuidance) is { } scale
                ? new GuidanceSettings { Scale = scale }
                : null,
            Seed = Seed(options.Text("seed")),
            Count = options.Whole("count", 1, limits.MostPictures) ?? Math.Min(4, rules.MostPictures ?? limits.MostPictures),
            Adapters = AdapterList.Read(options.Text("lora"), choices.Adapters),
        };
        if (options.Text("size") is { } size && model is not null)
        {
            var (width, height) = PictureSize.Fit(size, model, Math.Min(rules.MostSide ?? limits.MostSide, choices.Limits.Side));
            request = request with { Width = width, Height = height };
        }

        return Style(options, rules, styles) is { } style ? Styling.Apply(style, request) : request;
    }

    /// <summary>The model that is asked for, or the channel's; null where there is none.</summary>
    public static ModelChoice? Model(GivenOptions options, ChannelRules rules, FrontEndChoices choices)
    {
        var models = RequestRules.Models(rules, choices);
        return options.Text("model") is { } name ? Names.Find(models, name, "model", model => model.Name) : models.FirstOrDefault();
    }

    private static StyleChoice? Style(GivenOptions options, ChannelRules rules, IReadOnlyList<StyleChoice> styles) => options.Text("style") switch
    {
        null => styles.FirstOrDefault(style => string.Equals(style.Name, rules.Style, StringComparison.OrdinalIgnoreCase)),
        var none when none.Equals("none", StringComparison.OrdinalIgnoreCase) => null,
        var name => Names.Find(styles, name, "style", style => style.Name),
    };

    private static string? Part(GivenOptions options, string option, IReadOnlyList<PartChoice> parts) =>
        options.Text(option) is { } name ? Names.Find(parts, name, option, part => part.Name, part => part.Label).Name : null;

    private static ulong? Seed(string? text) => text is null or "-1" ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed
        : throw new Refusal("`seed` must be a whole number from 0 to 18446744073709551615. Leave it out for another picture each time.");
}
