using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>
/// What a UNet is told beside picture and text, as one embedding: the timestep, SDXL's sizes, a distilled model's guidance.
/// </summary>
internal static class UNetConditioning
{
    private const int TimeWidthPerChannel = 4;

    /// <summary>The activated embedding, [batch, width], as the residual blocks take it.</summary>
    public static (Value Embedding, int Width) Embed(UNetConfig config, Module root)
    {
        var graph = root.Graph;
        var channels = config.BlockOutChannels[0];
        var width = TimeWidthPerChannel * channels;
        var timestep = graph.Input("timestep", ElementType.Float, "batch");
        var waves = root.Sinusoids(timestep, channels, config.FlipSinToCos, config.FreqShift);
        if (config.TimeCondProjDim is { } guidanceWidth)
        {
            var guidance = graph.Input("timestep_cond", ElementType.Float, "batch", guidanceWidth);
            waves = root.Add(waves, root["time_embedding.cond_proj"].Product(guidance, guidanceWidth, channels));
        }

        var embedding = root["time_embedding"].TimeLayers(waves, channels, width);
        if (config is { AdditionTimeEmbedDim: { } sizeWidth, ProjectionClassEmbeddingsInputDim: { } inputs })
        {
            embedding = root.Add(embedding, TextTime(config, root, sizeWidth, inputs, width));
        }

        return (root.Silu(embedding), width);
    }

    private static Value TextTime(UNetConfig config, Module root, int sizeWidth, int inputs, int width)
    {
        var text = root.Graph.Input("text_embeds", ElementType.Float, "batch", "text_width");
        var sizes = root.Graph.Input("time_ids", ElementType.Float, "batch", "time_ids");
        var waves = root.Sinusoids(root.Reshape(sizes, -1), sizeWidth, config.FlipSinToCos, config.FreqShift);
        var batch = root.Onnx("Shape", [text], ("end", 1));
        var shape = root.Concat(0, batch, root.Graph.Constant(-1L));
        var joined = root.Concat(-1, text, root.Onnx("Reshape", [waves, shape]));
        return root["add_embedding"].TimeLayers(joined, inputs, width);
    }
}
