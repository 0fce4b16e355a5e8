using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>A checkpoint of Stable Diffusion 1.x's shape that holds no weights.</summary>
internal static class SomeCheckpoint
{
    public static Checkpoint At(string path, int inChannels = 4, string variant = "base", int? timeCondProjDim = null) => new()
    {
        Name = "model",
        Path = path,
        Family = new ModelFamily("sd1", "Stable Diffusion 1.x", variant),
        TextEncoders = [],
        UNet = new Part<UNetConfig>(
            new UNetConfig
            {
                InChannels = inChannels,
                OutChannels = 4,
                SampleSize = 64,
                BlockOutChannels = [320],
                TransformerLayers = [1],
                MidTransformerLayers = 1,
                Heads = [8],
                CrossAttentionDim = 768,
                TimeCondProjDim = timeCondProjDim,
            },
            new NoWeights()),
        Vae = new Part<VaeConfig>(new VaeConfig { BlockOutChannels = [128, 256, 512, 512] }, new NoWeights()),
        Scheduler = new SchedulerConfig(),
        Files = [],
    };

    private sealed class NoWeights : IWeights
    {
        public string Folder => "";

        public IEnumerable<string> Names => [];

        public WeightRef? Find(string name) => null;

        public ReadOnlySpan<byte> Bytes(WeightRef weight) => [];
    }
}
