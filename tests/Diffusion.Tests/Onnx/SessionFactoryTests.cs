using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Onnx;

public sealed class SessionFactoryTests
{
    [Fact]
    public void An_unknown_provider_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ModelRuntimeException>(
            () => new SessionFactory(new OnnxRuntimeOptions { Provider = "abacus" }).Create(SomeGraph.Identity()));
        Assert.Equal("There is no provider 'abacus'; known are cpu and cuda.", error.Message);
    }

    [Fact]
    public void A_provider_that_this_build_lacks_is_refused_with_the_way_to_get_it()
    {
        if (RuntimeInfo.Probe().Providers.Contains("cuda"))
        {
            return;
        }

        var error = Assert.Throws<ModelRuntimeException>(
            () => new SessionFactory(new OnnxRuntimeOptions { Provider = "cuda" }).Create(SomeGraph.Identity()));
        Assert.Contains("'cuda' is not in this build", error.Message);
        Assert.Contains("-p:Gpu=true", error.Message);
    }

    [Fact]
    public void An_unknown_optimisation_level_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ModelRuntimeException>(
            () => new SessionFactory(new OnnxRuntimeOptions { Optimization = "more" }).Create(SomeGraph.Identity()));
        Assert.Equal("There is no optimisation level 'more'; known are none, basic, extended, all.", error.Message);
    }

    [Fact]
    public void Weights_that_are_gone_are_an_error_of_one_line()
    {
        using var weights = new Graphs.WrittenWeights().Add("weight", [1], 1f);
        var graph = new GraphBuilder("test", weights);
        var x = graph.Input("x", ElementType.Float, 1);
        graph.Output("y", graph.Root.Add(x, graph.Root.Weight("weight", 1)), 1);
        var model = graph.Build();
        File.Delete(Path.Combine(weights.Folder, "weights.bin"));

        var error = Assert.Throws<ModelRuntimeException>(() => new SessionFactory(new OnnxRuntimeOptions()).Create(model));
        Assert.StartsWith("The network could not be loaded: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Loading_that_is_cancelled_ends_as_cancelled() =>
        Assert.Throws<OperationCanceledException>(
            () => new SessionFactory(new OnnxRuntimeOptions()).Create(SomeGraph.Identity(), new CancellationToken(canceled: true)));
}
