using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Imagine;

/// <summary>What an <c>/imagine</c>'s options may be now.</summary>
internal static class ImagineCompletion
{
    public static Suggestions Of(
        GivenOptions options, ChannelRules rules, FrontEndChoices choices, IReadOnlyList<StyleChoice> styles) => options.Focused switch
    {
        "model" => Suggestions.Of(RequestRules.Models(rules, choices).Select(model => model.Name)),
        "size" => Sizes(options, rules, choices),
        "sampler" => Parts(choices.Samplers),
        "schedule" => Parts(choices.Schedules),
        "lora" => Suggestions.Of(choices.Adapters).InList(options.Typed),
        "style" => Suggestions.Of(styles.Select(style => style.Name)),
        "control" =>
            new Suggestions([.. ControlKinds.Of(choices, Typed(options, rules, choices)?.Family).Select(kind => (kind.Label, kind.Name))]),
        _ => Suggestions.None,
    };

    private static Suggestions Parts(IReadOnlyList<PartChoice> parts) => new([.. parts.Select(part => (part.Label, part.Name))]);

    private static Suggestions Sizes(GivenOptions options, ChannelRules rules, FrontEndChoices choices)
    {
        if (Typed(options, rules, choices) is not { } model)
        {
            return Suggestions.Of(PictureSize.Shapes.Keys);
        }

        return new Suggestions([.. PictureSize.Shapes.Keys.Select(shape =>
        {
            var (width, height) = PictureSize.Fit(shape, model, rules.MostSide ?? choices.Limits.Side);
            return ($"{shape} · {width}×{height}", shape);
        })]);
    }

    /// <summary>The model as far as it is typed; the channel's where that is none yet.</summary>
    private static ModelChoice? Typed(GivenOptions options, ChannelRules rules, FrontEndChoices choices)
    {
        var models = RequestRules.Models(rules, choices);
        var typed = options.Text("model");
        return models.FirstOrDefault(model => string.Equals(model.Name, typed, StringComparison.OrdinalIgnoreCase))
            ?? models.FirstOrDefault();
    }
}
