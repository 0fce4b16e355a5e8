using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class ModelLoaderTests : IDisposable
{
    private readonly TemporaryFolder _models = new();
    private readonly ModelLoader _loader;

    public ModelLoaderTests()
    {
        Copy(Path.Combine(Golden.RepositoryRoot, "models", "starter"), _models.PathOf("small", "one"));
        _loader = new ModelLoader(new ModelCatalog(_models.Path), "small/one", new OnnxRuntimeOptions(), TimeProvider.System);
    }

    [Fact]
    public void A_model_stays_loaded() => Assert.Same(Open(null), Open("small/one"));

    [Fact]
    public void A_model_whose_file_was_replaced_is_opened_anew()
    {
        var first = Open(null);
        _ = first.Hash(CancellationToken.None);
        var unet = _models.PathOf("small", "one", "unet", "diffusion_pytorch_model.safetensors");
        File.Copy(unet, unet + ".new");
        File.Move(unet + ".new", unet, overwrite: true);

        var second = Open(null);

        Assert.NotSame(first, second);
        Assert.True(second.IsSound);
    }

    [Fact]
    public void A_model_goes_by_the_name_that_finds_it_again() => Assert.Equal("small/one", Open(null).Name);

    [Fact]
    public void Nobody_who_has_cancelled_waits_for_a_network()
    {
        var model = Open(null);
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => model.Conditioner(AdapterSet.Empty, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => model.Network(64, 64, UNetOptions.Plain, AdapterSet.Empty, [1, 0], cancelled));
        Assert.True(model.IsSound);
        Assert.NotNull(model.Conditioner(AdapterSet.Empty, CancellationToken.None));
    }

    [Fact]
    public void Models_stay_within_the_budget_and_the_one_used_least_recently_goes()
    {
        Copy(_models.PathOf("small", "one"), _models.PathOf("two"));
        Copy(_models.PathOf("small", "one"), _models.PathOf("three"));
        var time = new Clock();
        using var first = new ModelLoader(new ModelCatalog(_models.Path), "two", new OnnxRuntimeOptions(), time);
        first.Load("two", CancellationToken.None);
        using var loader =
            new ModelLoader(new ModelCatalog(_models.Path), "two", new OnnxRuntimeOptions(), time) { Budget = 2 * first.Resident[0].Bytes };

        foreach (var name in (string[])["two", "three", "two", "small/one"])
        {
            time.Seconds++;
            loader.Use(name).Dispose();
        }

        Assert.Equal(["small/one", "two"], loader.Resident.Select(model => model.Name));
    }

    [Fact]
    public void A_model_in_use_is_let_go_when_its_generation_is_over()
    {
        using var use = _loader.Use(null);
        Assert.True(_loader.Resident.Single().InUse);

        Assert.True(_loader.Unload("small/one"));

        Assert.Empty(_loader.Resident);
        use.Model.WaitUntilReady(CancellationToken.None);
        Assert.True(use.Model.IsSound);
        use.Dispose();
        Assert.Throws<ObjectDisposedException>(() => use.Model.Checkpoint.UNetFile.Bytes(0, 8).Length);
        Assert.False(_loader.Unload("small/one"));
    }

    [Fact]
    public void A_model_that_nobody_uses_for_a_while_is_let_go()
    {
        var time = new Clock();
        using var loader = new ModelLoader(new ModelCatalog(_models.Path), "small/one", new OnnxRuntimeOptions(), time);
        Assert.True(loader.Load(null, CancellationToken.None));
        Assert.False(loader.Load(null, CancellationToken.None));
        time.Seconds = 59;
        Assert.Equal(0, loader.UnloadIdle(TimeSpan.FromMinutes(1)));

        time.Seconds = 60;

        Assert.Equal(1, loader.UnloadIdle(TimeSpan.FromMinutes(1)));
        Assert.Empty(loader.Resident);
    }

    public void Dispose()
    {
        _loader.Dispose();
        _models.Dispose();
    }

    private LoadedModel Open(string? name)
    {
        using var use = _loader.Use(name);
        return use.Model;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public int Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }
}
