using Atelier.Host.Downloads;

namespace Atelier.Host.Tests.Downloads.Hubs;

public sealed class ModelSourceTests
{
    [Theory]
    [InlineData("hf:owner/name", "owner/name", "main", null)]
    [InlineData("hf:owner/name@v1.0", "owner/name", "v1.0", null)]
    [InlineData("hf:owner/name@refs/pr/1", "owner/name", "refs/pr/1", null)]
    [InlineData("https://huggingface.co/owner/name", "owner/name", "main", null)]
    [InlineData("https://huggingface.co/owner/name/tree/fp16", "owner/name", "fp16", null)]
    [InlineData("https://huggingface.co/owner/name/blob/main/a/b.safetensors", "owner/name", "main", "a/b.safetensors")]
    [InlineData("https://huggingface.co/owner/name/resolve/main/b%20c.safetensors?download=true", "owner/name", "main", "b c.safetensors")]
    public void A_repository_of_hugging_face_is_understood(string text, string repository, string revision, string? file) =>
        Assert.Equal(new ModelSource.HuggingFace(repository, revision, file), Parse(text));

    [Theory]
    [InlineData("civitai:123")]
    [InlineData("https://civitai.com/models/99/a-name?modelVersionId=123")]
    [InlineData("https://civitai.com/api/download/models/123?type=Model&format=SafeTensor")]
    [InlineData("https://civitai.com/api/v1/model-versions/123")]
    public void A_version_of_civitai_is_understood(string text) => Assert.Equal(new ModelSource.Civitai(123), Parse(text));

    [Fact]
    public void Any_other_address_is_a_plain_one() =>
        Assert.Equal(new ModelSource.Plain(new Uri("https://example.org/a.safetensors")), Parse("https://example.org/a.safetensors"));

    [Theory]
    [InlineData("")]
    [InlineData("sd15")]
    [InlineData("hf:name")]
    [InlineData("hf:../../etc")]
    [InlineData("hf:owner/name/file")]
    [InlineData("hf:owner/name@../main")]
    [InlineData("hf:owner/na\nme")]
    [InlineData("civitai:abc")]
    [InlineData("civitai:-1")]
    [InlineData("civitai:99999999999999999999")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a.safetensors")]
    [InlineData("https://civitai.com/models/99")]
    [InlineData("https://me:secret@example.org/a.safetensors")]
    public void Anything_else_is_refused_with_what_would_be_right(string text)
    {
        var refused = Assert.Throws<DownloadException>(() => Parse(text));

        Assert.Equal((DownloadFault.BadRequest, "source"), (refused.Fault, refused.Field));
        Assert.DoesNotContain("secret", refused.Message);
    }

    private static ModelSource Parse(string text) => ModelSource.Parse(text, new HubOptions());
}
