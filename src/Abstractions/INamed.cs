namespace Atelier;

/// <summary>Something that requests find by name: a sampler, schedule, guidance or noise.</summary>
public interface INamed
{
    /// <summary>
    /// What requests say, in the field's own spelling: lower case, digits and underscores, at most 64 characters (<c>dpmpp_2m</c>).
    /// </summary>
    string Name { get; }

    /// <summary>
    /// What people read, in AUTOMATIC1111's words where it has some (<c>DPM++ 2M</c>). Found like an alias. Default: the name.
    /// </summary>
    string Label => Name;

    /// <summary>Other spellings that mean the same (<c>sample_dpmpp_2m</c>). Compared without case. Default: none.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>One line for lists: what it is and where it comes from. Default: empty.</summary>
    string Description => "";
}
