using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class ExternalDataGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/../../../etc/passwd")]
    [InlineData("a/..")]
    [InlineData("./model.onnx_data")]
    [InlineData("/etc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("a//b")]
    [InlineData("..\\..\\windows\\win.ini")]
    [InlineData("C:/windows/win.ini")]
    [InlineData("file:///etc/passwd")]
    [InlineData("*/_ORT_MEM_ADDR_/*")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void A_location_that_is_no_plain_path_below_the_folder_is_refused(string location)
    {
        Assert.NotNull(ExternalDataGuard.Problem(location));
        var error = Assert.Throws<CheckpointException>(() => ExternalDataGuard.Check(_folder.Path, location, "model.onnx"));
        Assert.StartsWith("model.onnx: refused: its external data '", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_location_is_refused() => Assert.NotNull(ExternalDataGuard.Problem(new string('a', 4096)));

    [Fact]
    public void A_file_of_its_own_below_the_folder_is_allowed()
    {
        var path = _folder.Write("model/weights/model.onnx_data", "x");
        Assert.Equal(path, ExternalDataGuard.Check(_folder.PathOf("model"), "weights/model.onnx_data", "model.onnx"));
    }

    [Fact]
    public void A_symbolic_link_is_refused_as_file_and_as_folder()
    {
        var secret = _folder.Write("secret/passwd", "root");
        Directory.CreateDirectory(_folder.PathOf("model"));
        File.CreateSymbolicLink(_folder.PathOf("model", "data"), secret);
        Directory.CreateSymbolicLink(_folder.PathOf("model", "folder"), _folder.PathOf("secret"));
        AssertRefused("data", "symbolic link");
        AssertRefused("folder/passwd", "symbolic link");
    }

    [Fact]
    public void A_hard_link_is_refused()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _folder.Write("secret", "root");
        _folder.Write("model/own", "x");
        using (var link = System.Diagnostics.Process.Start("ln", [_folder.PathOf("secret"), _folder.PathOf("model", "data")]))
        {
            link.WaitForExit();
        }

        AssertRefused("data", "hard link");
    }

    [Theory]
    [InlineData("gone", "does not exist")]
    [InlineData("folder", "not a regular file")]
    public void A_location_that_is_no_file_is_refused(string location, string says)
    {
        Directory.CreateDirectory(_folder.PathOf("model", "folder"));
        AssertRefused(location, says);
    }

    [Fact]
    public void Every_location_of_a_model_is_checked_before_anyone_opens_it()
    {
        _folder.Write("model/model.onnx", OnnxBytes.Model(OnnxBytes.Tensor("good.data")));
        var good = _folder.Write("model/good.data", "x");
        Assert.Equal([good], ExternalDataGuard.CheckModel(_folder.PathOf("model", "model.onnx")));
        _folder.Write("model/model.onnx", OnnxBytes.Model(OnnxBytes.Tensor("good.data"), OnnxBytes.Tensor("../../etc/passwd")));
        Assert.Throws<CheckpointException>(() => ExternalDataGuard.CheckModel(_folder.PathOf("model", "model.onnx")));
    }

    public void Dispose() => _folder.Dispose();

    private void AssertRefused(string location, string says) =>
        Assert.Contains(
            says, Assert.Throws<CheckpointException>(
                () => ExternalDataGuard.Check(_folder.PathOf("model"), location, "model.onnx")).Message, StringComparison.Ordinal);
}
