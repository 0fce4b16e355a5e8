namespace Atelier.Host.Webhooks.Out;

/// <summary>How much is sent at once. Bounded, so that it takes nothing from what the server is for.</summary>
internal sealed record WebhookOptions
{
    /// <summary>Calls at once.</summary>
    public int Most { get; init; } = 32;

    /// <summary>Calls of one host at once, so that a slow one holds up nobody else.</summary>
    public int PerLane { get; init; } = 4;

    /// <summary>How long a call may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}
