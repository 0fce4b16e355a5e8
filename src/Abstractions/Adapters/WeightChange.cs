namespace Atelier.Adapters;

/// <summary>A change of a weight. Changes of several adapters add up: each is reckoned from the weight as the model has it.</summary>
public abstract class WeightChange
{
    /// <summary>The rank of its factors, for lists; null where it has none.</summary>
    public virtual int? Rank => null;

    /// <summary>Adds the change to a weight. May be called from any thread.</summary>
    /// <param name="weight">Row-major, in the target's shape; other adapters' changes may be in it.</param>
    /// <param name="original">The weight as the model has it.</param>
    /// <param name="strength">What the change is multiplied by.</param>
    public abstract void AddTo(Span<float> weight, ReadOnlySpan<float> original, float strength);
}
