using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Worker.Work;
using Atelier.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Worker.Work;

public sealed class JobErrorsTests
{
    private readonly JobErrors _errors = new(
        new AtelierOptions { Folders = new AtelierFolders("/srv/models", ["/opt/plugins"], "/srv/wildcards", "/srv/output") },
        "/var/lib/atelier");

    public static TheoryData<Exception, string> Known => new()
    {
        { new CheckpointException("model.safetensors: invalid: truncated"), "model_failed" },
        { new ModelRuntimeException("The network could not be loaded"), "model_failed" },
        { new GenerationException("The UNet gave values that are not numbers"), "generation_failed" },
        { new PictureException("The picture cannot be written"), "generation_failed" },
        { new OutOfMemoryException(), "generation_failed" },
        { new QueueRefusedException(QueueRefusal.NoSpace, "the disk is full"), "no_space" },
        { new IOException("No space left on device", 28), "no_space" },
        { new InvalidOperationException("what"), "internal" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Each_kind_of_failure_has_its_code(Exception exception, string code) => Assert.Equal(code, _errors.Of(exception).Code);

    [Fact]
    public void A_wrong_request_keeps_its_field() =>
        Assert.Equal(
            new JobError("invalid_request", "513 is not possible", "width"),
            _errors.Of(new RequestException("width", "513 is not possible")));

    [Fact]
    public void No_error_says_where_things_lie()
    {
        var error = _errors.Of(new CheckpointException("/srv/models/a/model.safetensors: not valid, see /var/lib/atelier\nand more"));

        Assert.Equal("a/model.safetensors: not valid, see atelier?and more", error.Message);
    }
}
