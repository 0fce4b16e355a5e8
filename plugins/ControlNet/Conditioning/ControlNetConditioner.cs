using Atelier.Conditioning;

namespace Atelier.ControlNet.Conditioning;

/// <summary>ControlNets (Zhang et al. 2023), any number at once: what each adds is summed once.</summary>
internal sealed class ControlNetConditioner : IConditioner
{
    public string Name => "controlnet";

    public string Label => "ControlNet";

    public string Description => "Steers by a map of edges, depth, poses: a ControlNet beside the UNet (Zhang et al. 2023)";

    public IConditioning Prepare(ConditioningRequest request)
    {
        var units = new List<RunningUnit>();
        try
        {
            units.AddRange(request.Units.Where(unit => unit.Unit.Weight > 0).Select(unit => RunningUnit.Open(unit, request)));
            return new ControlNetConditioning(units);
        }
        catch
        {
            units.ForEach(unit => unit.Dispose());
            throw;
        }
    }
}
