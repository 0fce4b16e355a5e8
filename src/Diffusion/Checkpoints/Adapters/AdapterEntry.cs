using Atelier.Networks;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>An adapter as its header describes it.</summary>
public sealed record AdapterEntry
{
    /// <summary>Its name without ending.</summary>
    public required string Name { get; init; }

    /// <summary>What its author called it (<c>ss_output_name</c>), else its name.</summary>
    public required string Alias { get; init; }

    /// <summary>Where it lies. Only to be opened, never shown.</summary>
    public required string Path { get; init; }

    /// <summary>In bytes.</summary>
    public long Bytes { get; init; }

    /// <summary><c>LoRA</c>, <c>LoHa</c>, <c>LoKr</c>, … as its tensors are named; empty where they are of no kind that is known.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The largest rank of its factors; null where it has none.</summary>
    public int? Rank { get; init; }

    /// <summary>The family it was made for, as far as it says: <c>sd1</c>, <c>sd2</c>, <c>sdxl</c>; null where it does not.</summary>
    public string? Family { get; init; }

    /// <summary>The author's notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it cannot be used; null where it can.</summary>
    public string? Problem { get; init; }

    internal static AdapterEntry Read(ModelFile file)
    {
        try
        {
            using var tensors = SafetensorsFile.Open(file.Path);
            var alias = tensors.Metadata.GetValueOrDefault("ss_output_name");
            return new AdapterEntry
            {
                Name = file.Name,
                Alias = string.IsNullOrWhiteSpace(alias) ? file.Name : alias,
                Path = file.Path,
                Bytes = tensors.Length,
                Kind = AdapterMarks.KindOf(tensors),
                Rank = AdapterMarks.RankOf(tensors),
                Family = AdapterMarks.FamilyOf(tensors),
                Metadata = tensors.Metadata,
            };
        }
        catch (CheckpointException exception)
        {
            return Refused(file, exception.Reason);
        }
    }

    internal static AdapterEntry Refused((ModelFile File, string Reason) refused) => Refused(refused.File, refused.Reason);

    private static AdapterEntry Refused(ModelFile file, string reason) =>
        new() { Name = file.Name, Alias = file.Name, Path = file.Path, Problem = reason };
}
