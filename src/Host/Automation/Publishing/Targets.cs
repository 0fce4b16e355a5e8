using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing;

/// <summary>The targets by their kind.</summary>
internal sealed class Targets(IEnumerable<IPublishTarget> targets)
{
    private readonly Dictionary<string, IPublishTarget> _targets = targets.ToDictionary(target => target.Kind);

    public IEnumerable<(string Field, string Problem)> Check(JsonElement settings) =>
        KindOf(settings) is not { } kind ? [("kind", $"is missing; it must be one of {Known}")]
        : _targets.TryGetValue(kind, out var target) ? target.Check(settings)
        : [("kind", $"{OneLine.Quoted(kind)} is unknown{NearestName.Hint(kind, _targets.Keys)}; it must be one of {Known}")];

    /// <exception cref="RunException">There is none, or one of them is wrong.</exception>
    public IReadOnlyList<ChosenTarget> Require(IReadOnlyList<JsonElement> settings)
    {
        if (settings.Count == 0)
        {
            throw new RunException("invalid_target", "there is no target to publish to", "targets");
        }

        foreach (var (index, target) in settings.Index())
        {
            if (Check(target).FirstOrDefault() is (not null, not null) wrong)
            {
                var field = wrong.Field.Length > 0 ? $"targets[{index}].{wrong.Field}" : $"targets[{index}]";
                throw new RunException("invalid_target", $"{field} {wrong.Problem}", field);
            }
        }

        return [.. settings.Select(target => new ChosenTarget(_targets[KindOf(target)!], target))];
    }

    private string Known => string.Join(", ", _targets.Keys);

    private static string? KindOf(JsonElement settings) =>
        settings.ValueKind == JsonValueKind.Object && settings.TryGetProperty("kind", out var kind)
            && kind.ValueKind == JsonValueKind.String
            ? kind.GetString()
            : null;
}

/// <summary>A target with its settings.</summary>
internal sealed record ChosenTarget(IPublishTarget Target, JsonElement Settings)
{
    public bool IsWebhook => Target.Kind == TargetKinds.Webhook;
}
