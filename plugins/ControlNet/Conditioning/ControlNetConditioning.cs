using System.Numerics.Tensors;
using Atelier.Conditioning;
using Atelier.Networks;

namespace Atelier.ControlNet.Conditioning;

/// <summary>The units of one batch.</summary>
internal sealed class ControlNetConditioning(IReadOnlyList<RunningUnit> units) : IConditioning
{
    public UNetResiduals? At(UNetPass pass)
    {
        List<NetworkTensor>? sum = null;
        foreach (var unit in units.Where(unit => unit.IsOn(pass.Progress)))
        {
            if (unit.Run(pass) is { } added)
            {
                sum = sum is null ? added : Add(sum, added);
            }
        }

        return sum is null ? null : new UNetResiduals(sum[..^1], sum[^1]);
    }

    public void Dispose()
    {
        foreach (var unit in units)
        {
            unit.Dispose();
        }
    }

    private static List<NetworkTensor> Add(List<NetworkTensor> sum, List<NetworkTensor> added)
    {
        foreach (var (to, from) in sum.Zip(added))
        {
            TensorPrimitives.Add(to.Values, from.Values, to.Values);
        }

        return sum;
    }
}
