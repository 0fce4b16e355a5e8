namespace Atelier;

/// <summary>Something that requests find by name: a sampler, schedule, guidance or noise.</summary>
public interface INamed
{
    /// <summary>
    /// What requests say, in the field's own spelling: lower case, digits and underscores, at most 64 characters (<c>dpmpp_2m</c>).
    /// </summary>
    string Name { get; }

    /// <summary>Other spellings that mean the same, such as AUTOMATIC1111's label (<c>DPM++ 2M</c>). Compared without case. Default: none.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>One line for lists: what it is and where it comes from. Default: empty.</summary>
    string Description => "";
}
