using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Diffusion.Tests.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Guidance;

namespace Atelier.Diffusion.Tests.Pipeline.Memory;

/// <summary>What is given up for memory is time: pictures are those of the normal mode, but for the last bit of a sum over rows.</summary>
public sealed class MemoryModeTests(MemoryModeTests.Modes modes) : IClassFixture<MemoryModeTests.Modes>
{
    public static TheoryData<string> Kinds => [.. Requests.Keys];

    private static Dictionary<string, GenerationRequest> Requests { get; } = new()
    {
        ["words"] = StarterPipeline.Small() with { NegativePrompt = "people" },
        ["several at once"] = StarterPipeline.Small("a {lake|forest|castle}") with { BatchSize = 3, Count = 2 },
        ["a second pass"] = StarterPipeline.Small() with { Hires = new HiresFix { Upscaler = "lanczos", Strength = 0.5 } },
        ["a picture to begin from"] = StarterPipeline.Small() with { Image = new ImageInput { Picture = "some", Strength = 0.7 } },
        ["adapters"] = StarterPipeline.Small("a lake <lora:blueprint:0.8><lora:stained-glass:0.5:0:end=0.5> aurora-cabin"),
        ["a control unit"] = StarterPipeline.Small() with
        {
            Controls = [new ControlUnit { Model = "starter-canny", Picture = "some", Preprocessor = "canny" }],
            BatchSize = 2,
        },
        ["another autoencoder"] = StarterPipeline.Small() with { Vae = "copy" },
        ["pictures that share a style"] = StarterPipeline.Small() with { ShareStyle = true, BatchSize = 2 },
        ["perturbed attention"] = StarterPipeline.Small() with { Guidance = "pag" },
        ["FreeU"] = StarterPipeline.Small() with { FreeU = new FreeUSettings() },
        ["seamless"] = StarterPipeline.Small() with { Tiling = "x" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Opening_and_closing_networks_changes_no_bit(string kind)
    {
        // One row a pass, whatever the mode.
        var request = Requests[kind] with
        {
            GuidanceSettings = new GuidanceSettings { Scale = 1 },
            BatchSize = 1,
            ShareStyle = false,
            Guidance = "cfg",
        };
        var normal = modes.Normal.Pixels(request);
        Assert.Equal(normal, modes.Low.Pixels(request));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_that_go_one_at_a_time_and_a_UNet_in_parts_change_a_level_at_most(string kind)
    {
        var normal = modes.Normal.Pixels(Requests[kind]);
        foreach (var made in new[] { modes.Low.Pixels(Requests[kind]), modes.Lowest.Pixels(Requests[kind]) })
        {
            Assert.Equal(normal.Length, made.Length);
            Assert.InRange(normal.Zip(made, (a, b) => Math.Abs(a - b)).Max(), 0, 1);
        }
    }

    [Fact]
    public void In_the_lowest_mode_a_part_of_the_UNet_is_all_that_is_open()
    {
        using var checkpoint = CheckpointReader.Open(modes.Starter, null);
        var held = new List<long>();
        var watcher =
            new Watcher { OnStep = step => held.AddRange(step > 0 ? [modes.Lowest.Models.Resident.Single().Bytes] : Array.Empty<long>()) };
        _ = modes.Lowest.Pipeline.Generate(Requests["words"], watcher).ToList();
        Assert.Equal(3, held.Count);
        Assert.All(held, bytes => Assert.InRange(bytes, 1, checkpoint.UNet.Weights.HeldBytes() / 3));
        Assert.Equal(0, modes.Lowest.Models.Resident.Single().Bytes);
    }

    [Fact]
    public void While_the_UNet_runs_nothing_else_of_the_model_is_open_and_afterwards_nothing_is()
    {
        using var checkpoint = CheckpointReader.Open(modes.Starter, null);
        var unet = checkpoint.UNet.Weights.HeldBytes();
        var held = new List<long>();
        var watcher =
            new Watcher { OnStep = step => held.AddRange(step > 0 ? [modes.Low.Models.Resident.Single().Bytes] : Array.Empty<long>()) };

        _ = modes.Low.Pipeline.Generate(Requests["several at once"], watcher).ToList();

        Assert.Equal(6, held.Count);
        Assert.All(held, bytes => Assert.Equal(unet, bytes));
        Assert.Equal(0, modes.Low.Models.Resident.Single().Bytes);
    }

    [Fact]
    public void What_is_listed_in_the_normal_mode_is_the_whole_model()
    {
        using var checkpoint = CheckpointReader.Open(modes.Starter, null);
        modes.Normal.Models.Load(null, default);
        Assert.Equal(checkpoint.HeldBytes(), modes.Normal.Models.Resident.Single().Bytes);
        Assert.True(checkpoint.LargestStage() < checkpoint.HeldBytes());
    }

    [Fact]
    public void Previews_begin_once_something_was_decoded()
    {
        using var models = modes.Make("low");
        var seen = new List<bool>();
        var watcher = new PreviewWatcher(progress => seen.Add(models.Pipeline.Preview(progress) is not null));
        _ = models.Pipeline.Generate(StarterPipeline.Small(), watcher).Single();
        _ = models.Pipeline.Generate(StarterPipeline.Small(), watcher).Single();
        Assert.Equal([false, false, false, true, true, true], seen);
    }

    [Fact]
    public void A_model_is_loaded_the_first_time_that_somebody_asks()
    {
        using var models = modes.Make("low");
        Assert.True(models.Models.Load(null, default));
        Assert.False(models.Models.Load(null, default));
    }

    /// <summary>The same models in each mode. Opened once for the class.</summary>
    public sealed class Modes : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly SomePictures _pictures = new();

        public Modes()
        {
            ModelsInMode.Copy(_folder);
            _pictures.Add("some", SomePicture.Of(96, 64));
            (Normal, Low, Lowest) = (Make("normal"), Make("low"), Make("lowest"));
        }

        public string Starter => _folder.PathOf("starter");

        internal ModelsInMode Normal { get; }

        internal ModelsInMode Low { get; }

        internal ModelsInMode Lowest { get; }

        public void Dispose()
        {
            Normal.Dispose();
            Low.Dispose();
            Lowest.Dispose();
            _folder.Dispose();
        }

        internal ModelsInMode Make(string mode) => new(mode, _pictures, _folder.Path);
    }

    private sealed class PreviewWatcher(Action<GenerationProgress> look) : IGenerationObserver
    {
        public void OnProgress(GenerationProgress progress)
        {
            if (progress.Estimate is not null)
            {
                look(progress);
            }
        }
    }
}
