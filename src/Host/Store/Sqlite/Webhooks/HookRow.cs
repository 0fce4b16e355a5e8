using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Webhooks.In;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>A row of <c>hooks</c> as SQLite's types give it.</summary>
internal sealed class HookRow
{
    public const string Columns =
        """
        id, name, owner, scheme, kind, target, arguments, events, description, enabled, secret, former_secret AS FormerSecret, former_until AS FormerUntil,
        created_at AS CreatedAt
        """;

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Scheme { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Target { get; init; } = "";

    public string Arguments { get; init; } = "";

    public string Events { get; init; } = "";

    public string Description { get; init; } = "";

    public long Enabled { get; init; }

    public string Secret { get; init; } = "";

    public string? FormerSecret { get; init; }

    public long? FormerUntil { get; init; }

    public long CreatedAt { get; init; }

    public static HookRow Of(Hook hook) => new()
    {
        Id = hook.Id,
        Name = hook.Name,
        Owner = hook.Owner,
        Scheme = hook.Scheme,
        Kind = hook.Target.Kind,
        Target = hook.Target.Name,
        Arguments = hook.Target.Arguments,
        Events = JsonSerializer.Serialize(hook.Events),
        Description = hook.Description,
        Enabled = hook.Enabled ? 1 : 0,
        Secret = hook.Secret,
        FormerSecret = hook.FormerSecret,
        FormerUntil = hook.FormerUntil?.UtcTicks,
        CreatedAt = hook.CreatedAt.UtcTicks,
    };

    public Hook ToHook() => new(
        Id, Name, Owner, Scheme, new RunTarget(Kind, Target, Arguments), JsonSerializer.Deserialize<string[]>(Events)!, Description,
        Enabled != 0,
        Secret, FormerSecret, Times.Of(FormerUntil), Times.Of(CreatedAt));
}
