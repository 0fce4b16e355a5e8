namespace Atelier.Generation;

/// <summary>Another model that takes over late in the schedule.</summary>
public sealed record RefinerStage
{
    /// <summary>Its name in the models folder. Its latents must be the first model's kind.</summary>
    public required string Model { get; init; }

    /// <summary>The fraction of the steps after which it takes over, 0 to 1. Default 0.8.</summary>
    public double SwitchAt { get; init; } = 0.8;
}
