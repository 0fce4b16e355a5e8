using Atelier.Diffusion.Pipeline.Inputs.Masks;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;

internal static class SomeMask
{
    /// <summary>White inside, black outside.</summary>
    public static Mask Box(int width, int height, Region box)
    {
        var values = new byte[width * height];
        for (var y = box.Top; y < box.Top + box.Height; y++)
        {
            Array.Fill(values, byte.MaxValue, (y * width) + box.Left, box.Width);
        }

        return Mask.Own(width, height, values);
    }
}
