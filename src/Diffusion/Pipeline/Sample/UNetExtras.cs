using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>What a request changes inside the UNet, as inputs of its graph.</summary>
internal sealed record UNetExtras
{
    /// <summary>The factors, where the graph has FreeU.</summary>
    public FreeUSettings? FreeU { get; init; }

    /// <summary>Whether the pictures of a batch take the first one's style, where the graph can.</summary>
    public bool SharesStyle { get; init; }

    /// <summary>The guidance scale as a distilled network takes it; null for others.</summary>
    public float[]? GuidanceEmbedding { get; init; }

    /// <summary>What a request asks of a network.</summary>
    public static UNetExtras Of(ResolvedRequest request, UNetConfig unet) => new()
    {
        FreeU = request.Request.FreeU,
        SharesStyle = request.SharesStyle,
        GuidanceEmbedding = unet.TimeCondProjDim is { } width
            ? Sample.GuidanceEmbedding.Of(request.GuidanceSettings.Scale - 1, width)
            : null,
    };

    /// <summary>Adds the inputs of one pass.</summary>
    public void AddTo(Dictionary<string, TensorValue> inputs, IReadOnlyList<NetworkRow> rows)
    {
        if (GuidanceEmbedding is { } embedding)
        {
            inputs["timestep_cond"] = TensorValue.Of([.. rows.SelectMany(_ => embedding)], rows.Count, embedding.Length);
        }

        if (FreeU is { } freeU)
        {
            double[] factors = [freeU.B1, freeU.S1, freeU.B2, freeU.S2];
            foreach (var (name, factor) in FreeULayer.Inputs.SelectMany(block => (string[])[block.Backbone, block.Skip]).Zip(factors))
            {
                inputs[name] = TensorValue.Of([(float)factor], 1);
            }
        }

        if (SharesStyle)
        {
            inputs[StyleSharing.Input] = TensorValue.Of(StyleRows(rows), rows.Count);
        }
    }

    // A row takes the style of the first picture's row for the same thing: its prompt's, its negative prompt's. One that has no such row
    // keeps its own.
    private static long[] StyleRows(IReadOnlyList<NetworkRow> rows)
    {
        var styles = new long[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var place = Like(row).TakeWhile(other => other != i).Count();
            styles[i] = Like(row with { Picture = 0 }).Skip(place).FirstOrDefault(i);
        }

        return styles;

        IEnumerable<int> Like(NetworkRow row) =>
            Enumerable.Range(0, rows.Count).Where(other => rows[other].Picture == row.Picture && rows[other].Kind == row.Kind);
    }
}
