using Atelier.Diffusion.Pipeline;
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

    public InventoryParts(Inventory inventory)
    {
        _samplers = Table("sampler", inventory.Samplers);
        _schedules = Table("schedule", inventory.Schedules);
        _noises = Table("noise", inventory.Noises);
        _guidances = Table("guidance", inventory.Guidances);
    }

    /// <inheritdoc cref="RequestNames.Normalize"/>
    public GenerationRequest Normalize(GenerationRequest request) => RequestNames.Normalize(request, _samplers, _schedules, _noises, _guidances);

    /// <summary>Checks the options of sampler and guidance against the ranges that these declare.</summary>
    /// <param name="request">Which names both.</param>
    /// <exception cref="RequestException">An option is unknown or out of range.</exception>
    public void CheckOptions(GenerationRequest request)
    {
        RequestOptions.Bind("samplerOptions", request.Sampler is { } name ? _samplers.Find(name).Options : [], request.SamplerOptions);
        RequestOptions.Bind("guidanceOptions", _guidances.Find(request.Guidance).Options, request.GuidanceOptions);
    }

    private static PartTable<PartInfo> Table(string kind, IReadOnlyList<PartInfo> parts) => new(kind, parts.Select(part => Part<PartInfo>.Of(kind, part)));
}
