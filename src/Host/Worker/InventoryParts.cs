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

    /// <summary>Checks the sampler's options against the ranges it declares.</summary>
    /// <param name="request">Which names its sampler.</param>
    /// <exception cref="RequestException">An option is unknown or out of range.</exception>
    public void CheckOptions(GenerationRequest request)
    {
        try
        {
            PartOptions.Bind(request.Sampler is { } name ? _samplers.Find(name).Options : [], request.SamplerOptions);
        }
        catch (ArgumentException exception)
        {
            throw new RequestException("samplerOptions", exception.Message);
        }
    }

    private static PartTable<PartInfo> Table(string kind, IReadOnlyList<PartInfo> parts) => new(kind, parts.Select(part => Part<PartInfo>.Of(kind, part)));
}
