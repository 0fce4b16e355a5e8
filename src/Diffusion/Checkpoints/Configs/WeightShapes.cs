using System.Globalization;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>What the shapes of a component's weights say about its architecture.</summary>
internal static class WeightShapes
{
    private const int MaxWidth = 1 << 20;

    /// <summary>One size of a weight that every such component has.</summary>
    /// <exception cref="CheckpointException">The weight is missing, or has no such size.</exception>
    public static int Size(this MappedWeights weights, string name, int axis) =>
        weights.OptionalSize(name, axis) ?? throw CheckpointException.For(weights.Label, $"incomplete: {name} is missing");

    /// <summary>One size of a weight; null where the weight is missing.</summary>
    /// <exception cref="CheckpointException">It has no such size.</exception>
    public static int? OptionalSize(this MappedWeights weights, string name, int axis)
    {
        if (weights.Find(name) is not { } weight)
        {
            return null;
        }

        return axis < weight.Shape.Count && weight.Shape[axis] is > 0 and <= MaxWidth
            ? weight.Shape[axis]
            : throw CheckpointException.For(weights.Label, $"{name} has the shape [{string.Join(", ", weight.Shape)}], which no model has");
    }

    /// <summary>How many of a numbered weight there are: 0, 1, … without a gap.</summary>
    /// <param name="weights">The component.</param>
    /// <param name="pattern">The name with <c>{0}</c> for the number.</param>
    /// <param name="max">More than any model has; the count bounds loops.</param>
    /// <exception cref="CheckpointException">There are more.</exception>
    public static int Count(this MappedWeights weights, string pattern, int max)
    {
        var count = 0;
        while (weights.Find(string.Format(CultureInfo.InvariantCulture, pattern, count)) is not null)
        {
            if (++count > max)
            {
                throw CheckpointException.For(weights.Label, $"has more than {max} of {pattern}, which no model has");
            }
        }

        return count;
    }

    /// <summary>The channels of each level: the outputs of the level's first convolution.</summary>
    /// <exception cref="CheckpointException">There is no level, or more than any model has.</exception>
    public static IReadOnlyList<int> Channels(this MappedWeights weights, string pattern)
    {
        const int maxLevels = 8;
        var first = string.Format(CultureInfo.InvariantCulture, pattern, 0);
        _ = weights.Size(first, 0);
        return [.. Enumerable.Range(0, weights.Count(pattern, maxLevels))
            .Select(level => weights.Size(string.Format(CultureInfo.InvariantCulture, pattern, level), 0))];
    }

    /// <summary>Checks that a number of heads or groups divides its channels.</summary>
    /// <exception cref="CheckpointException">It does not.</exception>
    public static void CheckDivides(this MappedWeights weights, string what, int count, int channels)
    {
        if (count < 1 || channels % count != 0)
        {
            throw CheckpointException.For(
                weights.Label,
                $"{channels} channels cannot be divided by {count} {what}; a right config.json would say how many there are");
        }
    }
}
