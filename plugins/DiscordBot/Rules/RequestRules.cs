using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Rules;

/// <summary>A request as a channel's rules have it: with its defaults, within its limits.</summary>
internal static class RequestRules
{
    /// <exception cref="Refusal">It goes beyond a limit: the sentence names the option.</exception>
    public static GenerationRequest Apply(ChannelRules rules, GenerationRequest request, FrontEndChoices choices)
    {
        PromptHygiene.Check(request);
        if (PromptHygiene.Shown(request).Any(prompt => WordList.Meets(rules.BannedWords ?? [], prompt)))
        {
            throw new Refusal("This prompt goes against the rule about words that are not wanted here. Please put it differently.");
        }

        var model = Model(rules, request, choices);
        CheckLimits(rules, request, choices);
        var filled = request with
        {
            Model = model.Name,
            NegativePrompt = request.NegativePrompt.Length == 0 ? rules.NegativePrompt ?? "" : request.NegativePrompt,
            Steps = request.Steps ?? Math.Min(rules.Steps ?? model.Steps, Most(rules.MostSteps, choices.Limits.Steps)),

            // A grid is many pictures, which no limit here counts.
            Grid = null,
        };
        return Sized(rules, filled, model, Most(rules.MostSide, choices.Limits.Side));
    }

    /// <summary>The models that may be named in the channel, the default one first.</summary>
    public static IReadOnlyList<ModelChoice> Models(ChannelRules rules, FrontEndChoices choices)
    {
        var allowed = rules.Models is { Count: > 0 } names ? choices.Models.Where(model => Has(names, model.Name)) : choices.Models;
        return [.. allowed.OrderBy(model => !Same(model.Name, rules.Model))];
    }

    private static ModelChoice Model(ChannelRules rules, GenerationRequest request, FrontEndChoices choices)
    {
        if (choices.Models.Count == 0)
        {
            throw new Refusal("There is no model on the server yet, so no picture can be made.");
        }

        var models = Models(rules, choices);
        var named = new[] { request.Model, request.Refiner?.Model }.OfType<string>();
        foreach (var name in named.Where(name => !models.Any(model => Same(model.Name, name))))
        {
            throw new Refusal(choices.Models.Any(model => Same(model.Name, name))
                ? "That `model` is not among those allowed here. `/imagine` suggests the ones that are."
                : "There is no such `model` on the server. `/imagine` suggests those there are.");
        }

        return request.Model is null
            ? models.FirstOrDefault()
                ?? throw new Refusal("None of the models allowed here is there now. `/settings models` allows others.")
            : models.First(model => Same(model.Name, request.Model));
    }

    private static void CheckLimits(ChannelRules rules, GenerationRequest request, FrontEndChoices choices)
    {
        var steps = Most(rules.MostSteps, choices.Limits.Steps);
        if (Math.Max(request.Steps ?? 0, request.Hires?.Steps ?? 0) is var wanted && wanted > steps)
        {
            throw new Refusal($"`steps` may be at most {steps} here; this asks for {wanted}.");
        }

        var pictures = Most(rules.MostPictures, choices.Limits.Pictures);
        if ((long)request.Count * request.BatchSize is var count && (count > pictures || count < 1))
        {
            throw new Refusal($"`count` may be 1 to {pictures} here; this asks for {count}.");
        }
    }

    private static GenerationRequest Sized(ChannelRules rules, GenerationRequest request, ModelChoice model, int side)
    {
        // A picture to begin from says its own size.
        if (request is { Width: null, Height: null, Image: null })
        {
            var (width, height) = rules.Size is { } size && PictureSize.IsOne(size)
                ? PictureSize.Fit(size, model, Math.Max(side, 64))
                : Math.Max(model.Width, model.Height) > side
                    ? PictureSize.Like(model.Width, model.Height, model, side)
                    : (model.Width, model.Height);
            request = request with { Width = width, Height = height };
        }

        var final = PictureSize.Final(request, model);
        return Math.Max(final.Width, final.Height) > side
            && (request.Width ?? request.Height ?? (request.Hires is null ? null : 1)) is not null
            ? throw new Refusal(
                $"`size` may have at most {side} pixels a side here; this would have {Math.Max(final.Width, final.Height)}.")
            : request;
    }

    private static int Most(int? rule, int server) => Math.Min(rule ?? server, server);

    private static bool Has(IReadOnlyList<string> names, string name) => names.Any(other => Same(other, name));

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
