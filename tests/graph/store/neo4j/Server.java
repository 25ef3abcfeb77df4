import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A Neo4j server in a process of its own, Bolt only: {@code java -cp 'JARS/*' Server.java HOME}, configured by
 * HOME/conf/neo4j.conf. It ends when its standard input does, so that it never outlives the tests that started it.
 */
public final class Server {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        var server = new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("conf").resolve("neo4j.conf"))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("started");
        while (System.in.read() != -1) {
            continue;
        }
        System.exit(0);
    }
}
