namespace Atelier.Scripting;

/// <summary>The pictures that the server keeps, and what it does to pictures.</summary>
public interface IScriptPictures
{
    /// <summary>The newest pictures.</summary>
    /// <param name="limit">1 to 200.</param>
    /// <param name="search">Words of the prompt; null takes all.</param>
    Task<IReadOnlyList<MadePicture>> ListAsync(int limit = 50, string? search = null);

    /// <summary>One picture.</summary>
    /// <param name="id">A picture's id.</param>
    /// <exception cref="ScriptException">There is none of this id.</exception>
    Task<MadePicture> GetAsync(string id);

    /// <summary>Marks a picture as a favourite, which is kept however old it gets; or takes the mark away.</summary>
    /// <param name="id">A picture's id.</param>
    /// <param name="favorite">Whether it is one.</param>
    Task FavoriteAsync(string id, bool favorite = true);

    /// <summary>Removes a picture.</summary>
    /// <param name="id">A picture's id.</param>
    Task DeleteAsync(string id);

    /// <summary>What requests say to name a picture; one that the server does not have yet is uploaded.</summary>
    /// <param name="picture">A path, bytes, or a picture that was made before.</param>
    /// <exception cref="ScriptException">It is no PNG, JPEG or WebP picture, or the path leads out of the folder.</exception>
    Task<string> ReferenceAsync(PictureSource picture);

    /// <summary>Makes a picture larger.</summary>
    /// <param name="picture">A path, bytes, or a picture that was made before.</param>
    /// <param name="scale">How many times, more than 1 to 8.</param>
    /// <param name="upscaler">The upscaler's name.</param>
    /// <exception cref="ScriptException">The server refused it.</exception>
    Task<ScriptPicture> UpscaleAsync(PictureSource picture, double scale = 2, string upscaler = "lanczos");

    /// <summary>Publishes a picture under a name: whole, or the last good one stays. For operators.</summary>
    /// <param name="picture">A path, bytes, or a picture that was made before.</param>
    /// <param name="name">Lower-case letters, digits and dashes.</param>
    /// <param name="alt">What it shows, for those who do not see it.</param>
    /// <param name="targets">
    /// Where to, as recipes write it: <c>new { kind = "folder", path = "/var/www/images" }</c>. None is the server's own site,
    /// <c>/published/NAME</c>.
    /// </param>
    /// <exception cref="ScriptException">The server refused it, or a target did not take it.</exception>
    Task<ScriptPublication> PublishAsync(PictureSource picture, string name, string alt = "", params object[] targets);

    /// <summary>Puts pictures of one size together to one that moves.</summary>
    /// <param name="pictures">2 to 240, in order.</param>
    /// <param name="format"><c>webp</c>, or <c>gif</c>, which has 256 colours.</param>
    /// <param name="delay">How long each is shown, 10 to 10000 milliseconds.</param>
    /// <param name="loops">How often it is played; 0 for ever.</param>
    /// <param name="bounce">Whether it goes back the way it came before it begins again.</param>
    /// <exception cref="ScriptException">The server refused it.</exception>
    Task<ScriptPicture> AnimateAsync(
        IEnumerable<PictureSource> pictures, string format = "webp", int delay = 100, int loops = 0, bool bounce = false);
}
