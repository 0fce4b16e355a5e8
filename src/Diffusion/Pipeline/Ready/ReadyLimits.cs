using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Ready;

/// <summary>What a ready-made model cannot do: all that changes its networks from within.</summary>
internal static class ReadyLimits
{
    /// <summary>Refuses a request that asks for it.</summary>
    /// <exception cref="RequestException">It does; the field is named.</exception>
    public static void Check(GenerationRequest request, Checkpoint checkpoint)
    {
        if (checkpoint.Ready is null)
        {
            return;
        }

        Refuse(request.Adapters.Count > 0, "adapters");
        Refuse(request.Controls.Count > 0, "controls");
        Refuse(request.FreeU is not null, "freeU");
        Refuse(request.ShareStyle, "shareStyle");
        Refuse(request.Tiling != "none", "tiling");

        void Refuse(bool asked, string field)
        {
            if (asked)
            {
                throw new RequestException(
                    field, $"changes a model's networks, and {checkpoint.Name} is made of ready-made ONNX ones, which cannot be changed; use the model's safetensors");
            }
        }
    }
}
