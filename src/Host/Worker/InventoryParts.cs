using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Generation;
using Atelier.Host.Plugins;

namespace Atelier.Host.Worker;

/// <summary>The parts of an inventory, found by name as the worker finds them.</summary>
internal sealed class InventoryParts
{
    private readonly PartTable<PartInfo> _samplers;
    private readonly PartTable<PartInfo> _schedules;
    private readonly PartTable<PartInfo> _noises;
    private readonly PartTable<PartInfo> _guidances;
    private readonly PartTable<PartInfo> _preprocessors;

    public InventoryParts(Inventory inventory)
    {
        _samplers = Table("sampler", inventory.Samplers);
        _schedules = Table("schedule", inventory.Schedules);
        _noises = Table("noise", inventory.Noises);
        _guidances = Table("guidance", inventory.Guidances);
        _preprocessors = Table("preprocessor", inventory.Preprocessors);
    }

    public IReadOnlyList<string> Preprocessors => [.. _preprocessors.All.Select(part => part.Name)];

    /// <inheritdoc cref="RequestNames.Normalize"/>
    public GenerationRequest Normalize(GenerationRequest request) =>
        RequestNames.Normalize(request, _samplers, _schedules, _noises, _guidances);

    /// <summary>Checks the options of sampler and guidance against the ranges that these declare.</summary>
    /// <param name="request">Which names both.</param>
    /// <exception cref="RequestException">An option is unknown or out of range.</exception>
    public void CheckOptions(GenerationRequest request)
    {
        RequestOptions.Bind("samplerOptions", request.Sampler is { } name ? _samplers.Find(name).Options : [], request.SamplerOptions);
        RequestOptions.Bind("guidanceOptions", _guidances.Find(request.Guidance).Options, request.GuidanceOptions);
    }

    /// <summary>A preprocessor's name; null where no plugin brings it.</summary>
    public string? TryPreprocessor(string name) => _preprocessors.TryFind(name)?.Name;

    /// <summary>
    /// A control unit's options under the names that its preprocessor has for them, checked against the ranges it declares; those of a file
    /// are
    /// checked where it is opened.
    /// </summary>
    /// <exception cref="RequestException">An option is unknown or out of range.</exception>
    public IReadOnlyDictionary<string, double> PreprocessorOptions(ControlUnit unit, string field)
    {
        if (_preprocessors.TryFind(unit.Preprocessor) is not { } part)
        {
            return unit.PreprocessorOptions;
        }

        var options = ThresholdNames.Resolve(unit.PreprocessorOptions, part.Options);
        RequestOptions.Bind(field, part.Options, options);
        return options;
    }

    private static PartTable<PartInfo> Table(string kind, IReadOnlyList<PartInfo> parts) =>
        new(kind, parts.Select(part => Part<PartInfo>.Of(kind, part)));
}
