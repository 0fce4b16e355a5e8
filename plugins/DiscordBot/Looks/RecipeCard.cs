using System.Globalization;
using Atelier.DiscordBot.Making.Messages;
using Atelier.Generation;

namespace Atelier.DiscordBot.Looks;

/// <summary>How a picture was made, as people read it.</summary>
internal static class RecipeCard
{
    /// <param name="seeds">Of all the pictures that it is about, where there are several.</param>
    public static Card Of(GenerationRequest request, IReadOnlyList<ulong>? seeds = null) =>
        new Card("Recipe", MessageText.Escape(request.Prompt, 3000))
        .With("Without", MessageText.Escape(request.NegativePrompt, 1000))
        .With("Model", request.Model is { } model ? MessageText.Escape(model, 1000) : null, inline: true)
        .With("Size", Size(request), inline: true)
        .With("Steps", request.Steps?.ToString(CultureInfo.InvariantCulture), inline: true)
        .With("Sampler", Joined(" · ", request.Sampler, request.Schedule), inline: true)
        .With("Guidance", request.GuidanceSettings is { } guidance ? Wording.Number(guidance.Scale) : null, inline: true)
        .With(seeds is { Count: > 1 } ? "Seeds" : "Seed", Seeds(request, seeds), inline: true)
        .With("LoRA", Joined(", ", [.. request.Adapters.Select(use => $"{use.Name} {Wording.Number(use.Weight)}")]), inline: true)
        .With("Begun from a picture", request.Image is { } image ? $"strength {Wording.Number(image.Strength)}" : null, inline: true)
        .With("Steered by", Joined(", ", [.. request.Controls.Select(control => control.Model)]), inline: true)
        .With("Variation", request.Variation is { Strength: > 0 and var strength } ? $"strength {Wording.Number(strength)}" : null,
            inline: true)
        .With("Second pass", request.Hires is { } hires ? $"{hires.Upscaler}, strength {Wording.Number(hires.Strength)}" : null,
            inline: true);

    private static string? Size(GenerationRequest request) =>
        request is { Width: { } width, Height: { } height } ? string.Create(CultureInfo.InvariantCulture, $"{width}×{height}") : null;

    private static string? Seeds(GenerationRequest request, IReadOnlyList<ulong>? seeds) => seeds is { Count: > 1 }
        ? string.Join(", ", seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))
        : request.Seed?.ToString(CultureInfo.InvariantCulture);

    private static string Joined(string between, params string?[] parts) =>
        MessageText.Escape(string.Join(between, parts.Where(part => !string.IsNullOrEmpty(part))), 1000);
}
