using Atelier.Diffusion.Graphs;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class VaeGraphTests
{
    [GoldenTheory]
    [InlineData("sd15")]
    [InlineData("sd21")]
    [InlineData("sdxl")]
    [Trait("Category", "Golden")]
    public void The_encoder_matches_the_reference(string pipeline)
    {
        var golden = new GoldenPipeline(pipeline);
        var vae = golden.Vae();
        var outputs = VaeEncoderGraph.Build(vae.Config, vae.Weights).Run(("sample", golden.Expected["vae.image"].ToValue()));
        GoldenRun.AssertMatches(golden.Expected["vae.mean"], outputs["mean"]);
        GoldenRun.AssertMatches(golden.Expected["vae.logvar"], outputs["logvar"]);
    }

    [GoldenTheory]
    [InlineData("sd15")]
    [InlineData("sd21")]
    [InlineData("sdxl")]
    [Trait("Category", "Golden")]
    public void The_decoder_matches_the_reference(string pipeline)
    {
        var golden = new GoldenPipeline(pipeline);
        var vae = golden.Vae();
        var outputs = VaeDecoderGraph.Build(vae.Config, vae.Weights).Run(("latent_sample", golden.Expected["vae.latent"].ToValue()));
        GoldenRun.AssertMatches(golden.Expected["vae.decoded"], outputs["sample"]);
    }
}
